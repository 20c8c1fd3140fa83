import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the loopback backend listens while the window is developed in a browser. */
const BACKEND = 'http://127.0.0.1:7070';

export default defineConfig({
  plugins: [react()],
  // The catalogue of texts lies beside the window, not in it.
  server: { fs: { allow: ['..'] }, proxy: { '/api': BACKEND } },
  build: {
    target: 'es2022',
    // The program is read from disk: one large chunk costs less than many requests.
    chunkSizeWarningLimit: 3000,
    assetsInlineLimit: 0,
  },
});
