import process from 'node:process'

/**
 * Options of Remix. Its Vite compiler does not read this file by itself: vite.config.ts hands them over.
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
const options = {
  appDirectory: 'app',
  // elsewhere where a build must not disturb what runs: tests/e2e/support/build.ts
  buildDirectory: process.env.BUILD_DIRECTORY ?? 'build',
  serverModuleFormat: 'esm',
  ignoredRouteFiles: ['**/*.test.*'],
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
}

export default options
