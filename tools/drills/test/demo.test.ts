import t from 'tap'
import { tellStory, type Pace } from '../src/demo/story.ts'
import { Timeline } from '../src/demo/timeline.ts'

const quick: Pace = { retryBase: '100ms', callTimeout: '1500ms', breakerReset: '500ms', retryAfter: 0.2 }

t.test('the story of faults goes as it should, and can be read', async (t) => {
  const lines: string[] = []
  t.same(await tellStory(quick, (line) => void lines.push(line)), [], lines.join('\n'))
  const text = lines.join('\n')
  for (const part of [
    /call → 200, \d+ ms, 3 attempts; breaker closed\n\s+attempt 1: 503\n\s+attempt 2: after \d+ ms: 503\n/,
    /call → 504 vendor_timeout, .*\n\s+attempt 1: no answer/,
    /breaker: closed → open/,
    /call → 503 circuit_open Retry-After \d+ s, \d+ ms, 0 attempts; breaker open/,
    /breaker: half-open → closed/,
    /patchbay_connector_call_seconds\{.*quantile="0\.95"\} \d/,
    /patchbay_connector_error_ratio\{connector="orders"\} 0\.\d/,
  ]) {
    t.match(text, part)
  }
  t.notOk(text.includes('\u001B'), 'without codes for colors')
})

t.test('what does not happen is told', (t) => {
  const lines: string[] = []
  const timeline = new Timeline((line) => void lines.push(line))
  timeline.expect(true, 'this')
  timeline.expect(false, 'that')
  t.same(timeline.missed, ['that'])
  t.match(lines.join(), /MISSED: that/)
  t.end()
})
