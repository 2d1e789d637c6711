// Reads the parts of a document line by line: enough for the documents here, not for all of Markdown.

/** The kinds of a document's parts in their order, without the words. */
export function outline(text) {
  const parts = [];
  let code = null;
  // The paragraph, step or point that lines without a mark continue.
  let open = null;
  const add = (part) => parts.push(part) && part;
  for (const line of text.split('\n')) {
    const fence = line.match(/^```(\w*)$/);
    const heading = line.match(/^(#+) (?:([\d.]+) )?/);
    const step = line.match(/^(\d+)\. /);
    const found = links(line);
    if (fence) {
      code = code ? null : add({ kind: 'code', language: fence[1], lines: [] });
      open = null;
    } else if (code) {
      code.lines.push(line);
    } else if (line.trim() === '') {
      open = null;
    } else if (heading) {
      add({ kind: 'heading', level: heading[1].length, number: heading[2] ?? '', anchors: anchors(line) });
      open = null;
    } else if (line.startsWith('|')) {
      const cells = cellsOf(line);
      add({ kind: 'row', empty: cells.map((cell) => cell === ''), links: found });
      open = null;
    } else if (step) {
      open = add({ kind: 'step', number: step[1], links: found });
    } else if (line.startsWith('- ')) {
      open = add({ kind: 'point', links: found });
    } else if (open) {
      open.links.push(...found);
    } else {
      open = add({ kind: 'text', links: found });
    }
  }
  if (code) throw new Error('a code block has no end');
  return parts;
}

/** The targets of a text's links, in their order. */
export function links(text) {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
}

/** The anchors in a text. */
export function anchors(text) {
  return [...text.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1]);
}

/** The cells of a table's row. */
export function cellsOf(line) {
  return line.replace(/^\|/, '').replace(/\|\s*$/, '').split('|').map((cell) => cell.trim());
}

/** The inline code, outside of code blocks. */
export function code(text) {
  return [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map((match) => match[1]);
}

/** The code blocks. */
export function blocks(text) {
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, body]) => ({ language, body }));
}
