import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['THROUGHLINE_API'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  plugins: [react()],
  // Packages of this repository are read from their sources, so that the web needs no build of theirs first.
  resolve: { conditions: ['throughline-source', 'module', 'browser', 'development|production'] },
  build: { manifest: true, target: 'es2023', cssMinify: 'lightningcss' },
  server: {
    port: 4200,
    proxy: Object.fromEntries(
      ['/graphql', '/api', '/events', '/demo', '/imports'].map((path) => [path, { target: api }]),
    ),
  },
});
