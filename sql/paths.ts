import path from 'node:path'

/**
 * Path of a file of the project. The command `insights` tells where the project lies (INSIGHTS_ROOT); without it the
 * working folder is taken. Bundled code can't find files beside itself, so nothing else may.
 */
export function projectFile(...parts: string[]): string {
  return path.join(process.env['INSIGHTS_ROOT'] ?? process.cwd(), ...parts)
}
