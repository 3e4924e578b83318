// A page in headless Chromium calls the example user service across origins, without a proxy.
//
//     node tests/interop/web/run.mjs CHROMIUM ADMIN_TOKEN SERVER...
//
// Starts SERVER with `--allow-origin` and the page's origin, and the browser on the page. Prints `ok` or `FAIL` per
// check and exits 1 if one failed. The packages are found through NODE_PATH.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PATIENCE = 120_000; // milliseconds, for all of it

const [chromium, token, ...command] = process.argv.slice(2);
if (!command.length) {
  console.error('usage: node tests/interop/web/run.mjs CHROMIUM ADMIN_TOKEN SERVER...');
  process.exit(2);
}
const scratch = await mkdtemp(join(tmpdir(), 'traitwire-web-'));
const children = [];

async function bundle() {
  const { build } = createRequire(join(process.env.NODE_PATH, 'x.js'))('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.mjs', import.meta.url))],
    bundle: true,
    format: 'esm',
    loader: { '.binpb': 'binary' },
    nodePaths: [process.env.NODE_PATH],
    write: false,
  });
  return outputFiles[0].contents;
}

// Serves the page, and hears from it: the results of all pages, once the last has come.
function pages(script) {
  const all = [];
  return new Promise((listening) => {
    const finished = new Promise((finish) => {
      const server = createServer(async (request, response) => {
        const { pathname } = new URL(request.url, 'http://page');
        if (pathname === '/results') {
          let text = '';
          for await (const chunk of request) text += chunk;
          const { results, last } = JSON.parse(text);
          all.push(...results);
          response.end();
          if (last) finish(all);
        } else if (pathname === '/page.js') {
          response.setHeader('content-type', 'text/javascript').end(script);
        } else {
          response.setHeader('content-type', 'text/html');
          response.end('<!doctype html><title>page</title><script type="module" src="/page.js"></script>');
        }
      });
      server.listen(0, () => listening({ port: server.address().port, finished: () => finished }));
    });
  });
}

// Runs a program; what it writes is kept, to be shown if something fails.
function start(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.said = '';
  child.ended = new Promise((end) => child.on('close', end).on('error', (error) => {
    child.said += String(error);
    end();
  }));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { child.said += data; });
  children.push(child);
  return child;
}

// Where a server says that it listens.
function address(server) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = server.said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    };
    server.stdout.on('data', look);
    server.ended.then(() => reject(new Error('the server ended')));
  });
}

async function run() {
  const { port, finished } = await pages(await bundle());
  const origin = `http://127.0.0.1:${port}`;
  const server = start(command[0], [...command.slice(1), '--allow-origin', origin]);
  const url = await address(server);
  // The same page under another name is of another origin.
  const next = `http://localhost:${port}/?${new URLSearchParams({ server: url, forbidden: '' })}`;
  const first = `${origin}/?${new URLSearchParams({ server: url, token, next })}`;
  const browser = start(chromium, [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
    '--enable-logging=stderr', `--user-data-dir=${scratch}`, first,
  ]);
  const gone = browser.ended.then(() => { throw new Error('the browser ended'); });
  const results = await Promise.race([finished(), gone]);
  server.kill('SIGTERM');
  const code = await server.ended;
  const error = code === 0 ? undefined : `its exit code is ${code}`;
  return [...results, { name: 'the server ends in order on SIGTERM', error }];
}

let failed = false;
try {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the pages have not been heard of in time')), PATIENCE).unref();
  });
  for (const { name, error } of await Promise.race([run(), late])) {
    console.log(error ? `FAIL  web: ${name}\n${error}` : `ok    web: ${name}`);
    failed ||= Boolean(error);
  }
} catch (error) {
  console.log(`FAIL  web: ${error.message}`);
  failed = true;
}
if (failed) for (const child of children) console.log(child.said.replace(/^/gm, '      '));
for (const child of children) child.kill('SIGKILL');
await Promise.all(children.map((child) => child.ended));
await rm(scratch, { recursive: true, force: true, maxRetries: 10 });
process.exit(failed ? 1 : 0);
