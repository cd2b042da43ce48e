// Loaded by Node before tap is (see .taprc). Tap notes which files each test loads, for coverage and for `--changed`, in
// every process and thread of a test: that takes a second of each file that loads the runtime. It leaves alone what
// matches this expression, and reads it once, from here; what .taprc sets for tests it writes over.
if (process.env['_TAPJS_PROCESSINFO_COVERAGE_'] === '0') {
  process.env['_TAPJS_PROCESSINFO_EXCLUDE_'] = '/./'
  // Processes that a test starts are told to do the same.
  delete process.env['NODE_OPTIONS']
}
