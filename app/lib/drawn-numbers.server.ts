import { createHash } from 'node:crypto'

/**
 * The numbers that a seed gives, the same for whoever asks: the number at a counter is the first 12 hexadecimal digits of
 * SHA-256 of `seed:counter`, 0 to 2^48 - 1. The words in which people are told how to repeat a draw say the same.
 */
export function drawnNumbers(seed: string): (counter: number) => number {
  return (counter) =>
    parseInt(
      createHash('sha256')
        .update(`${seed}:${String(counter)}`)
        .digest('hex')
        .slice(0, 12),
      16,
    )
}
