import { readFile } from 'node:fs/promises'
import t from 'tap'
import { openStage } from '../src/transcript/open-stage.ts'
import { transcriptPage } from '../src/transcript/page.ts'
import { play } from '../src/transcript/play.ts'

/** Who says what kind of thing, without the data, which follow from the day. */
const stepsIn = (page: string): string[] => page.split('\n').filter((line) => /^(## |\*\*)/.test(line))

t.test('the transcript in the docs is what is said today', async (t) => {
  const stage = await openStage()
  t.teardown(() => stage.close())
  const played = stepsIn(transcriptPage(await play(stage.url, stage.key)))
  const written = stepsIn(await readFile(new URL('../../../docs/mcp-transcript.md', import.meta.url), 'utf8'))
  t.same(played, written, 'npm run transcript writes it anew')
  t.ok(
    played.filter((line) => line === '**Person:** decline').length >= 5,
    'each connector is refused a write',
  )
})
