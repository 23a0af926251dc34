import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

export default defineConfig({
  plugins: [remix(remixOptions)],
  build: {
    target: 'es2022',
    // every asset is a file of its own: the content security policy takes no inline ones but images
    assetsInlineLimit: 0,
    rollupOptions: {
      onwarn(warning, warn) {
        // routes that answer with a file have nothing for the browser
        if (warning.code !== 'EMPTY_BUNDLE') warn(warning)
      },
    },
  },
})
