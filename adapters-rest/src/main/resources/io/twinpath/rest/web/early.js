// Runs before anything is drawn, so that a page never flashes in another theme.
try {
  const theme = sessionStorage.getItem("twinpath.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // without storage the device's theme will do
}
