import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { Empty } from '../../parts/empty.tsx'
import { Page } from '../../parts/page.tsx'

export function Component() {
  return (
    <Page title="Not found">
      <Empty title="There is no such page">
        <Button component={Link} to="/" variant="light" mt="sm">
          Go to the overview
        </Button>
      </Empty>
    </Page>
  )
}
