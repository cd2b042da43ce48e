import t from 'tap'
import { inspectObjectives } from '../../src/connectors/inspect-objectives.ts'
import { declaredObjectives, defaultObjectives } from '../../src/objectives/declared-objectives.ts'
import { objectiveInWords } from '../../src/objectives/objective-words.ts'

t.test('what can be measured may be promised', (t) => {
  t.doesNotThrow(() => inspectObjectives(undefined))
  t.doesNotThrow(() => inspectObjectives({}))
  t.doesNotThrow(() => inspectObjectives(defaultObjectives))
  t.doesNotThrow(() => inspectObjectives({ latency: { target: 0.9, threshold: '250ms' } }))
  t.end()
})

t.test('what cannot is refused with its reason', (t) => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [[], /objectives are not an object/],
    [{ speed: { target: 0.9 } }, /"speed" is none of availability, latency, freshness/],
    [{ availability: 0.9 }, /availability is not an object/],
    [{ availability: { target: 1 } }, /target 1, which is no share above 0 and below 1/],
    [{ availability: { target: 99.5 } }, /target 99.5/],
    [{ availability: { target: Number.NaN } }, /target NaN/],
    [{ availability: { target: 0.9, threshold: '1s' } }, /a threshold, which only latency has/],
    [{ latency: { target: 0.9 } }, /threshold of its objective latency: .*is not a duration/],
    [
      { latency: { target: 0.9, threshold: '2s' } },
      /2s, which durations are not counted by: choose one of 5ms, .*2\.5s, .*30s/,
    ],
  ]
  for (const [objectives, message] of wrong) {
    t.throws(() => inspectObjectives(objectives), { name: 'Quarantine', code: 'definition_invalid', message })
  }
  t.end()
})

t.test('what an author leaves out the runtime promises', (t) => {
  const all = declaredObjectives('echo', { latency: { target: 0.9, threshold: '250ms' } })
  t.match(all, [
    { id: 'echo:availability', source: 'default', target: defaultObjectives.availability.target },
    { id: 'echo:latency', source: 'connector', target: 0.9, threshold: 0.25 },
    { id: 'echo:freshness', source: 'default', threshold: undefined },
  ])
  t.same(all.map(objectiveInWords), [
    '99 % of calls do not fail by the vendor or Patchbay',
    '90 % are over within 0.25 s',
    '99 % of answers are not stale',
  ])
  t.end()
})
