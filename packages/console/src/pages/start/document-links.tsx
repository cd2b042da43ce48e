import { Anchor, List, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'

/** Where to read on. */
export function DocumentLinks() {
  return (
    <Paper withBorder p="md" maw={860} component="section" aria-label="To read on">
      <Stack gap="xs">
        <Title order={2} size="h4">
          To read on
        </Title>
        <List size="sm" spacing={4}>
          <List.Item>
            <Anchor underline="always" href="/docs/" size="sm">
              Reference of the API
            </Anchor>
            , and as{' '}
            <Anchor underline="always" href="/openapi.json" size="sm">
              OpenAPI 3.1
            </Anchor>
          </List.Item>
          <List.Item>
            <Anchor underline="always" component={Link} to="/explorer" size="sm">
              Every operation, with its form and examples
            </Anchor>
          </List.Item>
          <List.Item>
            <Text size="sm" span>
              In the repository: README.md, docs/operating.md, docs/mcp-clients.md and docs/runbooks.md
            </Text>
          </List.Item>
        </List>
      </Stack>
    </Paper>
  )
}
