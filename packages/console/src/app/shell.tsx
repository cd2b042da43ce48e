import { AppShell, Burger, Group, Image, NavLink, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { usePrincipal } from '../session/session-context.ts'
import { AccountMenu } from './account-menu.tsx'
import { ColorSchemeSwitch } from './color-scheme-switch.tsx'
import { Guarded } from './guarded.tsx'
import { MockBadge } from './mock-badge.tsx'
import { navigation } from './navigation.ts'
import { TenantChoice } from './tenant-choice.tsx'

const isWithin = (pathname: string, to: string): boolean =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`)

/** What stands around every page. */
export function Shell() {
  const [isOpen, menu] = useDisclosure(false)
  const { pathname } = useLocation()
  const { permissions } = usePrincipal()
  const main = useRef<HTMLElement>(null)
  // Who cannot see the page hears that it is another one.
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) main.current?.focus()
    isFirst.current = false
  }, [pathname])

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <AppShell.Header>
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? 'Close the menu' : 'Open the menu'}
            />
            <Image src="/app/patchbay.svg" alt="" w={26} h={26} />
            <Text fw={700} size="lg" visibleFrom="xs">
              Patchbay
            </Text>
            <MockBadge />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <TenantChoice />
            <ColorSchemeSwitch />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>

      <AppShell.Navbar p="xs" aria-label="Pages">
        <AppShell.Section grow component={ScrollArea}>
          {navigation
            .filter(({ permission }) => permission === undefined || permissions.includes(permission))
            .map(({ to, label, icon: Icon }) => (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={label}
                leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
                active={isWithin(pathname, to)}
                {...(isWithin(pathname, to) ? { 'aria-current': 'page' as const } : {})}
                onClick={menu.close}
              />
            ))}
        </AppShell.Section>
      </AppShell.Navbar>

      <AppShell.Main id="main" ref={main} tabIndex={-1}>
        {/* A page that breaks leaves the shell, so that the way to the others stays. */}
        <Guarded>
          <Outlet />
        </Guarded>
      </AppShell.Main>
    </AppShell>
  )
}
