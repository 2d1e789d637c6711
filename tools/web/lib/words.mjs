// The words of the configuration view and the doctor as the panel reads them (src/shell/texts.rs).

/** The file of words as one list: all keys, all words in Japanese, all in English. Gzip does best with what is alike side by side. */
export function wordList(json) {
  const words = Object.entries(JSON.parse(json));
  return JSON.stringify([...words.map(([key]) => key), ...[0, 1].flatMap((language) => words.map(([, texts]) => texts[language]))]);
}
