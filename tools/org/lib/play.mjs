// Plays Apex test classes that use nothing of Salesforce but texts, lists and patterns, in Java: Apex has Java's patterns and the methods of its
// String. So the rules for telephone numbers are tested without an org. It translates a few forms, and Java refuses every other.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What Java's own classes lack. */
const PRELUDE = `
import java.util.*;
import java.util.regex.*;

class Apex {
    static boolean isBlank(String text) { return text == null || text.isBlank(); }
    static List<Integer> getChars(String text) { List<Integer> codes = new ArrayList<>(); text.chars().forEach(codes::add); return codes; }
    static String fromCharArray(List<Integer> codes) { StringBuilder text = new StringBuilder(); codes.forEach(code -> text.append((char) (int) code)); return text.toString(); }
    static String left(String text, int length) { return text.substring(0, Math.max(0, Math.min(length, text.length()))); }
    static String removeStart(String text, String start) { return text.startsWith(start) ? text.substring(start.length()) : text; }
    static <T> Set<T> set(T item) { return new LinkedHashSet<>(List.of(item)); }
    static <T> List<T> list(T... items) { return List.of(items); }
    static void areEqual(Object expected, Object seen) { areEqual(expected, seen, ""); }
    static void areEqual(Object expected, Object seen, String about) {
        if (!Objects.equals(expected, seen)) throw new AssertionError("expected " + expected + ", but was " + seen + ": " + about);
    }
}

class Main {
    public static void main(String[] names) throws Exception {
        int ran = 0;
        for (String name : names) {
            for (var method : Class.forName(name).getDeclaredMethods()) {
                if (method.getParameterCount() > 0 || method.isSynthetic()) continue;
                method.setAccessible(true);
                ran++;
                try {
                    method.invoke(null);
                } catch (java.lang.reflect.InvocationTargetException error) {
                    System.out.println(name + "." + method.getName() + ": " + String.valueOf(error.getCause()).lines().findFirst().orElse(""));
                }
            }
        }
        System.out.println(ran + " ran");
    }
}
`;

/** Apex in the words of Java. */
export function translated(apex) {
  const parts = apex.split(/(\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\]|\\.)*')/);
  return parts.map((part, at) => {
    if (at % 2 === 0) return code(part);
    return part.startsWith("'") ? `"${part.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"` : part;
  }).join('').replace(/new List<(\w+)>\{([\s\S]*?)\n? *\}/g, 'Apex.<$1>list($2)').replace(/new Set<\w+>\{([^}]*)\}/g, 'Apex.set($1)');
}

function code(apex) {
  return apex
    .replace(/\b(?:public|private|global) (?:(?:with|without|inherited) sharing )?class /g, 'class ')
    .replaceAll('@IsTest', '')
    .replaceAll('Assert.areEqual', 'Apex.areEqual')
    .replace(/\bString\.(isBlank|fromCharArray)\(/g, 'Apex.$1(')
    .replace(/\b((?:\w+)(?:\.\w+\([^()]*\))*)\.(getChars)\(\)/g, 'Apex.$2($1)')
    .replace(/\b((?:\w+)(?:\.\w+\([^()]*\))*)\.(left|removeStart)\(/g, 'Apex.$2($1, ')
    .replace(/new Set<(\w+)>\(/g, 'new LinkedHashSet<$1>(')
    .replace(/new List<(\w+)>\(/g, 'new ArrayList<$1>(');
}

/**
 * Runs all tests of test classes, once for each change of the Apex. Returns what Java said of each run's failures; nothing where all passed.
 * @param {string[]} files the classes they use, and the test classes themselves
 * @param {string[]} tests the names of the test classes
 * @param {((apex: string) => string)[]} [changes] what to change before a run, to prove that the tests notice
 */
export async function play(files, tests, changes = [(apex) => apex]) {
  const folder = await mkdtemp(join(tmpdir(), 'denwa-apex-'));
  try {
    const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const names = files.map((file) => basename(file, '.cls'));
    const named = new RegExp(`\\b(${names.join('|')})\\b`, 'g');
    // Each run has classes of its own, so that Java starts once.
    const classes = changes.flatMap((change, run) => sources.map((apex) => translated(change(apex)).replace(named, `$1_${run}`)));
    await writeFile(join(folder, 'Main.java'), PRELUDE + classes.join('\n'));
    await run('javac', ['-Xlint:none', '-encoding', 'UTF-8', '-d', folder, join(folder, 'Main.java')]);
    const played = changes.flatMap((_, run) => tests.map((name) => `${name}_${run}`));
    const { stdout } = await run('java', ['-Dstdout.encoding=UTF-8', '-cp', folder, 'Main', ...played], { maxBuffer: 1 << 26 });
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines.pop(), /^[1-9]\d* ran$/);
    return changes.map((_, run) => lines.filter((line) => line.split('.')[0].endsWith(`_${run}`)).join('\n'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
