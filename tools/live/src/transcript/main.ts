import { writeFileSync } from 'node:fs'
import { openStage } from './open-stage.ts'
import { transcriptPage } from './page.ts'
import { play } from './play.ts'

/** The page of the repository that the transcript is. */
const page = new URL('../../../../docs/mcp-transcript.md', import.meta.url)

const stage = await openStage()
try {
  writeFileSync(page, transcriptPage(await play(stage.url, stage.key)))
} finally {
  await stage.close()
}
