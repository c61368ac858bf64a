/**
 * Does `work` for each piece of at most `size` rows, one after the other, and lets everything else that waits have its
 * turn between two pieces: one long piece of work would freeze every open page.
 * @param progress told after each piece how many rows are done, of how many
 */
export async function inChunks<T>(
  rows: T[],
  size: number,
  work: (chunk: T[]) => Promise<void>,
  progress?: (done: number, total: number) => void,
): Promise<void> {
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size)
    await work(chunk)
    progress?.(start + chunk.length, rows.length)
    await new Promise((resolve) => setTimeout(resolve))
  }
}
