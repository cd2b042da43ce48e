import { Text } from '@mantine/core'
import { Page } from '../../parts/page.tsx'

export function Component() {
  return (
    <Page title="Overview" about="Every connector in one look.">
      <Text>…</Text>
    </Page>
  )
}
