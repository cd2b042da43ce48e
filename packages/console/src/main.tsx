import { StrictMode } from 'react'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/console.css'
import { App } from './app/app.tsx'
import { styleNonce } from './app/style-nonce.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element "root".')
// What keeps the page still behind a dialog writes a style by a library of its own.
setNonce(styleNonce())
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
