import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#server/project-root.ts'

/** Before the tests that run the compiled server: builds what has changed. Afterwards the broken variants go. */
export function setup(): () => void {
  execFileSync(process.execPath, ['server/setup.mjs', 'build'], { cwd: projectRoot, stdio: 'inherit' })
  return () => {
    rmSync(path.join(projectRoot, 'build/variants'), { recursive: true, force: true })
  }
}
