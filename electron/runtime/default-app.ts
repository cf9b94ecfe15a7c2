/**
 * The program inside `default_app.asar` of the stand-in runtime: what Electron's own default app does with
 * `electron [-r file] <app folder>`, so that one unpacked runtime serves any checkout.
 */
export const DEFAULT_APP_FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }),
  'main.js': `'use strict';
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');

const preload = [];
let target = null;
for (let i = 1; i < process.argv.length; i++) {
  const arg = process.argv[i];
  if (arg === '-r' || arg === '--require') preload.push(process.argv[++i]);
  else if (arg === '--version' || arg === '-v') {
    console.log('v' + process.versions.electron);
    process.exit(0);
  } else if (!arg.startsWith('-')) {
    target = arg;
    break;
  }
}
if (preload.length > 0) Module._preloadModules(preload);
if (target === null) {
  console.error('usage: electron [-r file] <app folder or script>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const resolved = path.resolve(target);
const manifest = path.join(resolved, 'package.json');
if (fs.existsSync(manifest)) {
  const pkg = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (pkg.version) app.setVersion(pkg.version);
  app.name = pkg.productName || pkg.name;
  app.setAppPath(resolved);
} else {
  app.setAppPath(path.dirname(resolved));
}
Module._load(resolved, Module, true);
`,
};
