import t from 'tap'
import { bars, chooseBars } from '../src/bars.ts'
import { runDrills } from '../src/drill.ts'

t.test('every bar that is quick keeps its promise', async (t) => {
  const quick = bars.filter(({ isLong }) => isLong !== true)
  for (const { id, promise, measured, pass } of await runDrills(quick))
    t.ok(pass, `${id} ${promise}: ${measured}`)
})

t.test('drills are chosen by their ids', (t) => {
  t.same(chooseBars([]), bars)
  t.same(
    chooseBars(['b43']).map(({ id }) => id),
    ['B43'],
  )
  t.throws(() => chooseBars(['B43', 'B99']), { name: 'TypeError', message: /no drill B99/ })
  t.equal(new Set(bars.map(({ id }) => id)).size, bars.length)
  t.end()
})
