import { readable, tellStory } from './story.ts'

console.log(
  'A vendor falls ill and recovers. Everything is real but the vendor, which is its emulator over HTTP.',
)
const missed = await tellStory(readable, (line) => console.log(line))
console.log('')
if (missed.length === 0) console.log('The story went as it should.')
else {
  console.log(`The story did not go as it should:\n${missed.map((what) => `  - ${what}`).join('\n')}`)
  process.exitCode = 1
}
