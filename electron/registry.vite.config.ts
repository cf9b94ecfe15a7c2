import { copyFileSync, mkdirSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { PROJECT } from './runtime/paths.ts';

const OUT = join(PROJECT, 'out/main');
const require = createRequire(import.meta.url);

/**
 * Fastify asks for `diagnostics_channel.tracingChannel`, which Node 18 does not have. This stands in front of
 * everything bundled and does nothing but run what it is asked to trace.
 */
const TRACING_STAND_IN = `{
  const dc = require('node:diagnostics_channel');
  if (typeof dc.tracingChannel !== 'function') {
    const run = (fn, _context, self, ...args) => Reflect.apply(fn, self, args);
    dc.tracingChannel = () => ({
      hasSubscribers: false, subscribe() {}, unsubscribe() {},
      traceSync: run, tracePromise: run,
      traceCallback: (fn, _position, _context, self, ...args) => Reflect.apply(fn, self, args),
      start: dc.channel('idle'), end: dc.channel('idle'), asyncStart: dc.channel('idle'), asyncEnd: dc.channel('idle'), error: dc.channel('idle'),
    });
  }
}`;

function copyDatabaseEngine(): Plugin {
  return {
    name: 'copy-database-engine',
    writeBundle() {
      const engine = join(dirname(require.resolve('node-sqlite3-wasm')), 'node-sqlite3-wasm.wasm');
      mkdirSync(OUT, { recursive: true });
      copyFileSync(engine, join(OUT, 'node-sqlite3-wasm.wasm'));
    },
  };
}

/** The simulated registry as one CJS file for a utilityProcess of Electron 25 and for plain Node alike. */
export default defineConfig({
  root: PROJECT,
  plugins: [copyDatabaseEngine()],
  ssr: { noExternal: true },
  build: {
    ssr: join(PROJECT, 'electron/registry/main.ts'),
    outDir: OUT,
    emptyOutDir: false,
    target: 'node18',
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      external: [...builtinModules, /^node:/, 'electron', 'pg-native'],
      output: { format: 'cjs', entryFileNames: 'registry.cjs', codeSplitting: false, banner: TRACING_STAND_IN },
    },
  },
});
