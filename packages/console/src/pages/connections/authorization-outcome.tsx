import { Alert, Text } from '@mantine/core'
import { useSearchParams } from 'react-router'

/** What came of an authorization, where the vendor has just sent the browser back here. */
export function AuthorizationOutcome() {
  const [search, setSearch] = useSearchParams()
  const outcome = search.get('outcome')
  if (outcome !== 'authorized' && outcome !== 'refused') return null
  const isDone = outcome === 'authorized'
  return (
    <Alert
      color={isDone ? 'teal' : 'red'}
      role="status"
      withCloseButton
      closeButtonLabel="Close"
      onClose={() => setSearch({}, { replace: true })}
      title={isDone ? 'It is authorized' : 'It was not authorized'}
      maw={720}
    >
      <Text size="sm">
        {isDone
          ? 'The vendor has agreed. Check it to see what it can be used for.'
          : `The reason is ${search.get('reason') ?? 'not known'}. Begin again, in this browser, and agree at the vendor.`}
      </Text>
    </Alert>
  )
}
