#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { measureCommand } from './measure-command.ts';

// The package's command; the product's own command has the same answers (`throughline measure`).
const usage = `throughline-measure [file.json]

Computes run, control and XmR charts of {"series": [{"id", "chart", "in"}]}, read from a file or from standard input,
and prints {"series": [{"id", "out"}]}. Exits with 2 when the text cannot be read.
`;

const [path] = process.argv.slice(2);
if (path === '--help' || path === '-h') {
  process.stdout.write(usage);
} else {
  try {
    const { stdout, stderr, exitCode } = measureCommand(await (path ? readFile(path, 'utf8') : text(process.stdin)));
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = exitCode;
  } catch (reason) {
    process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n${usage}`);
    process.exitCode = 2;
  }
}
