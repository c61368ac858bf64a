/*
 * Yjs updates (V1) written by hand, as nobody's Yjs would write them. `docs`: the update format of Yjs 13,
 * `src/utils/encoding.js` and `src/structs`.
 */

type Id = [client: number, clock: number]
/** What stands beside an item, or (with neither) what it stands in: a root's name or another item, and the key there. */
type Spot = { left?: Id; right?: Id; root?: string; parent?: Id; key?: string }
export type Struct = number[]
export type Section = { client: number; clock: number; structs: Struct[] }
export type Deleted = { client: number; ranges: [clock: number, length: number][] }

/** A number of any size, seven bits a byte, the lowest first. */
export function number(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest]
    bytes.push((rest % 128) + 128)
  }
}

export function text(value: string): number[] {
  const bytes = [...new TextEncoder().encode(value)]
  return [...number(bytes.length), ...bytes]
}

export function forged(sections: Section[], deleted: Deleted[] = []): Uint8Array {
  const bytes = number(sections.length)
  for (const { client, clock, structs } of sections) {
    for (const part of [number(structs.length), number(client), number(clock), ...structs]) {
      for (const byte of part) bytes.push(byte)
    }
  }
  bytes.push(...number(deleted.length))
  for (const { client, ranges } of deleted) {
    bytes.push(...number(client), ...number(ranges.length))
    for (const range of ranges) bytes.push(...range.flatMap(number))
  }
  return Uint8Array.from(bytes)
}

/** An item with content of a kind (its number in Yjs) at a spot. */
export function item(spot: Spot, kind: number, content: number[]): Struct {
  const id = (given: Id) => [...number(given[0]), ...number(given[1])]
  const info = kind | (spot.left ? 128 : 0) | (spot.right ? 64 : 0) | (spot.key === undefined ? 0 : 32)
  const bytes = [info, ...(spot.left ? id(spot.left) : []), ...(spot.right ? id(spot.right) : [])]
  if (!spot.left && !spot.right) {
    bytes.push(...(spot.parent ? [0, ...id(spot.parent)] : [1, ...text(spot.root ?? '')]))
    if (spot.key !== undefined) bytes.push(...text(spot.key))
  }
  return [...bytes, ...content]
}

export const letters = (spot: Spot, value: string): Struct => item(spot, 4, text(value))
export const deletedItem = (spot: Spot, length: number): Struct => item(spot, 1, number(length))
export const json = (spot: Spot, value: unknown): Struct => item(spot, 2, [1, ...text(JSON.stringify(value))])
export const bytesItem = (spot: Spot, value: number[]): Struct => item(spot, 3, [...number(value.length), ...value])
export const embed = (spot: Spot, value: unknown): Struct => item(spot, 5, text(JSON.stringify(value)))
export const format = (spot: Spot, mark: string, value: unknown): Struct =>
  item(spot, 6, [...text(mark), ...text(JSON.stringify(value))])
/** A shared type: 0 array, 1 map, 2 text, 3 element (with its name), 4 fragment, 5 hook (with its name), 6 XML text. */
export const shared = (spot: Spot, type: number, name?: string): Struct =>
  item(spot, 7, [type, ...(name === undefined ? [] : text(name))])
/** Values, given as Yjs encodes them: 119 text, 120 true, 126 null, 117 list, 118 object. */
export const values = (spot: Spot, count: number, encoded: number[]): Struct =>
  item(spot, 8, [...number(count), ...encoded])
export const subdocument = (spot: Spot): Struct => item(spot, 9, [...text('guid'), 118, 0])
export const swept = (length: number): Struct => [0, ...number(length)]
export const skip = (length: number): Struct => [10, ...number(length)]
