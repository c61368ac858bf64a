import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder of package.json: the same whether this file runs compiled (build/node) or as it is (server). */
export const projectRoot = find(import.meta.dirname)

function find(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('package.json was not found above the server')
  return find(parent)
}
