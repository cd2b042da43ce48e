import {
  Alert,
  Button,
  Center,
  Divider,
  Image,
  Paper,
  PasswordInput,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { ApiProblem } from '../../api/api-problem.ts'
import { sessionKey, signIn, signInMethodsQuery } from '../../api/session.ts'
import { ProblemAlert } from '../../parts/problem-alert.tsx'
import { failureOf } from './sign-in-failures.ts'

/** Only a path within the console: a link must not lead elsewhere by way of the sign-in. */
const within = (next: string | null): string =>
  next?.startsWith('/') === true && !/^\/[/\\]/.test(next) ? next : '/'

export function Component() {
  useDocumentTitle('Sign in · Patchbay')
  const [parameters] = useSearchParams()
  const { data: methods } = useQuery(signInMethodsQuery)
  const failure = failureOf(parameters.get('problem'))
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder shadow="sm" p="xl" w="100%" maw={420}>
        <Stack gap="md">
          <Stack gap={4} align="center">
            <Image src="/app/patchbay.svg" alt="" w={48} h={48} />
            <Title order={1} size="h3">
              Sign in to Patchbay
            </Title>
          </Stack>
          {failure !== undefined && <Alert color="red">{failure}</Alert>}
          <KeyForm next={within(parameters.get('next'))} />
          {methods !== undefined && methods.oidc.length > 0 && <Divider label="or" />}
          {methods?.oidc.map(({ id, title, href }) => (
            <Button key={id} component="a" href={href} variant="default">
              {title}
            </Button>
          ))}
          {methods?.isMock === true && (
            <Text size="xs" c="dimmed">
              Started with <code>npm start</code>? The key is in the terminal, and in{' '}
              <code>.patchbay/admin-key</code>.
            </Text>
          )}
        </Stack>
      </Paper>
    </Center>
  )
}

function KeyForm({ next }: { readonly next: string }) {
  const [key, setKey] = useState('')
  const queries = useQueryClient()
  const go = useNavigate()
  const enter = useMutation({
    mutationFn: signIn,
    async onSuccess(session) {
      queries.clear()
      queries.setQueryData(sessionKey, session)
      await go(next, { replace: true })
    },
  })
  const isWrong = enter.error instanceof ApiProblem && enter.error.code === 'unauthenticated'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    enter.mutate(key.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label="API key"
          description="Of your tenant, or the operator's. It is exchanged for a session and not kept."
          name="key"
          autoComplete="current-password"
          value={key}
          onChange={({ currentTarget }) => setKey(currentTarget.value)}
          error={isWrong && 'This key is not valid, or no longer. An administrator can give you a new one.'}
          required
          data-autofocus
        />
        {enter.error !== null && !isWrong && <ProblemAlert error={enter.error} />}
        <Button type="submit" loading={enter.isPending} disabled={key.trim() === ''}>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
