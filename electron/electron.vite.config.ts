import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { join } from 'node:path';
import { PROJECT } from './runtime/paths.ts';

/**
 * docx does not say that importing it does nothing. Unsaid, half a megabyte of it loads with the window, where only the
 * builders beside it are used: writing happens in the worker.
 */
const treeshake = { moduleSideEffects: (id: string): boolean => !id.includes('/node_modules/docx/') };

/**
 * One build for Electron 25.1 (Chromium 114, Node 18, CJS main and preload) and for 45. Main and preload carry their
 * dependencies inside: `require` of an ES module fails on 25, and a package without node_modules is smaller.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      externalizeDeps: false,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: { main: join(PROJECT, 'electron/main.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      externalizeDeps: false,
      minify: false,
      rollupOptions: { input: { preload: join(PROJECT, 'electron/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: join(PROJECT, 'renderer'),
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: join(PROJECT, 'out/renderer'),
      emptyOutDir: true,
      target: 'chrome114',
      // the policy allows no data: scripts or fonts beyond our own files, and one file is one cache entry
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rollupOptions: { input: join(PROJECT, 'renderer/index.html'), treeshake },
    },
  },
});
