import { execFileSync } from 'node:child_process'
import { projectRoot } from '#server/project-root.ts'

/** Before the tests that run the compiled server: builds what has changed. */
export function setup(): void {
  execFileSync(process.execPath, ['server/setup.mjs', 'build'], { cwd: projectRoot, stdio: 'inherit' })
}
