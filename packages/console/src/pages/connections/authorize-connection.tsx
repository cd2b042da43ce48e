import { Anchor, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { authorizeConnection } from '../../api/connection-authorization.ts'
import type { Connection } from '../../api/connections.ts'
import { formatAgo } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { connectionPath } from './connection-words.ts'

/** Leads to the vendor, where the person whose data it is agrees. */
export function AuthorizeConnection({ connection: { id, state } }: { readonly connection: Connection }) {
  const begin = useMutation({
    mutationFn: () => authorizeConnection(id, `${location.origin}/app${connectionPath(id)}`),
    onSuccess({ url, comesBack }) {
      if (comesBack) location.assign(url)
    },
  })
  const { data, error, isPending } = begin
  return (
    <Stack gap="xs" align="flex-start">
      <PermittedButton
        permission="connections.write"
        variant={state === 'reauthorize' ? 'filled' : 'default'}
        loading={isPending}
        onClick={() => begin.mutate()}
      >
        Authorize at the vendor
      </PermittedButton>
      {error !== null && <ProblemAlert error={error} title="The authorization could not begin" />}
      {data?.comesBack === false && (
        // A new tab, because the vendor leads to a page that says no more than that it is done.
        <Text size="sm" role="status">
          <Anchor underline="always" href={data.url} target="_blank" rel="noreferrer">
            Go to the vendor and agree
          </Anchor>
          , {formatAgo(data.expiresAt)} at the latest. This page shows when it is done. To be led back here by
          itself, name {location.origin} in PATCHBAY_RETURN_ORIGINS.
        </Text>
      )}
    </Stack>
  )
}
