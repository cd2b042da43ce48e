import { Navigate } from 'react-router'

/** Settings begin with the connectors. */
export const Component = () => <Navigate to="/settings/connectors" replace />
