import { lazy, type ComponentType } from 'react'
import { Route, Routes } from 'react-router'
import { RequireSession } from '../session/require-session.tsx'
import { Shell } from './shell.tsx'

type PageModule = { readonly Component: ComponentType }

/** A page whose code is loaded when it is first gone to. */
const page = (load: () => Promise<PageModule>) => lazy(async () => ({ default: (await load()).Component }))

const SignIn = page(() => import('../pages/sign-in/sign-in.tsx'))
const Overview = page(() => import('../pages/overview/overview.tsx'))
const NotFound = page(() => import('../pages/not-found/not-found.tsx'))

/** Which page is shown at which path, below /app. */
export function Pages() {
  return (
    <Routes>
      <Route path="sign-in" element={<SignIn />} />
      <Route element={<RequireSession />}>
        <Route element={<Shell />}>
          <Route index element={<Overview />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Route>
    </Routes>
  )
}
