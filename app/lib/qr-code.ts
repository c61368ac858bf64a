import { create } from 'qrcode'

/** A square code as an SVG path on a grid of `size` by `size` units, its quiet zone of four units included. */
export type QrCode = { size: number; path: string }

const quiet = 4

/** The code of a short text, such as an address; medium error correction, enough for a screen and for paper. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const rows = Array.from({ length: modules.size }, (_row, y) => runsOf(modules.data, modules.size, y).join(''))
  return { size: modules.size + 2 * quiet, path: rows.join('') }
}

/** The dark runs of one row: a run is one rectangle, so that no hairlines show between modules. */
function runsOf(data: Uint8Array, size: number, y: number): string[] {
  const runs: string[] = []
  for (let x = 0; x < size; x += 1) {
    const start = x
    while (x < size && data[y * size + x]) x += 1
    if (x > start)
      runs.push(`M${String(start + quiet)} ${String(y + quiet)}h${String(x - start)}v1h-${String(x - start)}z`)
  }
  return runs
}
