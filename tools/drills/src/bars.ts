import { b01 } from './bars/b01.ts'
import { b02 } from './bars/b02.ts'
import { b04 } from './bars/b04.ts'
import { b05 } from './bars/b05.ts'
import { b06 } from './bars/b06.ts'
import { b07 } from './bars/b07.ts'
import { b08 } from './bars/b08.ts'
import { b09 } from './bars/b09.ts'
import { b10 } from './bars/b10.ts'
import { b11 } from './bars/b11.ts'
import { b13 } from './bars/b13.ts'
import { b14 } from './bars/b14.ts'
import { b16 } from './bars/b16.ts'
import { b19 } from './bars/b19.ts'
import { b20 } from './bars/b20.ts'
import { b23 } from './bars/b23.ts'
import { b31 } from './bars/b31.ts'
import { b33 } from './bars/b33.ts'
import { b36 } from './bars/b36.ts'
import { b37 } from './bars/b37.ts'
import { b38 } from './bars/b38.ts'
import { b39 } from './bars/b39.ts'
import { b42 } from './bars/b42.ts'
import { b43 } from './bars/b43.ts'
import { b44 } from './bars/b44.ts'
import { b45 } from './bars/b45.ts'
import { b46 } from './bars/b46.ts'
import { b47 } from './bars/b47.ts'
import { b48 } from './bars/b48.ts'
import { b49 } from './bars/b49.ts'
import { b51 } from './bars/b51.ts'
import { b52 } from './bars/b52.ts'
import { b53 } from './bars/b53.ts'
import { b56 } from './bars/b56.ts'
import { b58 } from './bars/b58.ts'
import { b60 } from './bars/b60.ts'
import { b61 } from './bars/b61.ts'
import { b62 } from './bars/b62.ts'
import { b63 } from './bars/b63.ts'
import { b64 } from './bars/b64.ts'
import type { Drill } from './drill.ts'

/** Every drill there is, in the order of their numbers. */
export const bars: readonly Drill[] = [
  b01,
  b02,
  b04,
  b05,
  b06,
  b07,
  b08,
  b09,
  b10,
  b11,
  b13,
  b14,
  b16,
  b19,
  b20,
  b23,
  b31,
  b33,
  b36,
  b37,
  b38,
  b39,
  b42,
  b43,
  b44,
  b45,
  b46,
  b47,
  b48,
  b49,
  b51,
  b52,
  b53,
  b56,
  b58,
  b60,
  b61,
  b62,
  b63,
  b64,
]

/** The drills of these ids, or all if none is named. Throws a `TypeError` on an id that does not exist. */
export function chooseBars(ids: readonly string[], from: readonly Drill[] = bars): readonly Drill[] {
  const wanted = ids.map((id) => id.toUpperCase())
  const unknown = wanted.filter((id) => !from.some((drill) => drill.id === id))
  if (unknown.length > 0) {
    throw new TypeError(
      `There is no drill ${unknown.join(', ')}; there are ${from.map(({ id }) => id).join(', ')}.`,
    )
  }
  return wanted.length === 0 ? from : from.filter(({ id }) => wanted.includes(id))
}
