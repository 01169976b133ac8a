# Two tables in Markdown of lines "round path coalescing endpoint connections rps p50 p99 service database rss other":
# medians over the rounds, and ratios, each of two that ran in the same round.
function median(of, n,    i, j, x, sorted) {
  for (i = 1; i <= n; i++) {
    x = of[i]
    for (j = i - 1; j >= 1 && sorted[j] > x; j--) sorted[j + 1] = sorted[j]
    sorted[j + 1] = x
  }
  low = sorted[1]; high = sorted[n]
  return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function over_rounds(key, column,    r, values) {
  for (r = 1; r <= rounds; r++) values[r] = value[r, key, column]
  return median(values, rounds)
}

function ratio(key, to, column,    r, n, values, m) {
  for (r = 1; r <= rounds; r++) if (value[r, to, column] > 0) values[++n] = value[r, key, column] / value[r, to, column]
  if (!n) return "-"
  m = median(values, n)
  return n == 1 ? sprintf("%.2f", m) : sprintf("%.2f (%.2f-%.2f)", m, low, high)
}

function ratios(of, to, what,    c, line) {
  line = sprintf("| %s | %s | %s", endpoint, connections, what)
  for (c = 6; c <= 10; c++) line = line " | " ratio(of SUBSEP endpoint SUBSEP connections, to SUBSEP endpoint SUBSEP connections, c)
  print line " |"
}

{
  if ($1 > rounds) rounds = $1
  if (!((at = $4 SUBSEP $5) in seen)) { seen[at]; order[++count] = at }
  for (c = 6; c <= 12; c++) value[$1, $2, $3, $4, $5, c] = $c
}

END {
  split("healthy dead", paths); split("on off", switches)
  print "| endpoint | connections | async path | coalescing | req/s | p50 ms | p99 ms | service CPU us/req | database CPU us/req | service RSS MiB |"
  print "|---|--:|---|---|--:|--:|--:|--:|--:|--:|"
  for (i = 1; i <= count; i++) {
    split(order[i], part, SUBSEP)
    for (p = 1; p <= 2; p++) for (s = 1; s <= 2; s++) {
      key = paths[p] SUBSEP switches[s] SUBSEP order[i]
      astray = over_rounds(key, 12)
      printf "| %s | %s | %s%s | %s | %.0f | %.2f | %.2f | %.0f | %.0f | %.0f |\n", part[1], part[2], paths[p],
        (astray >= 0.01 ? sprintf(" (%.0f %% by the other)", astray * 100) : ""), switches[s], over_rounds(key, 6), over_rounds(key, 7),
        over_rounds(key, 8), over_rounds(key, 9), over_rounds(key, 10), over_rounds(key, 11)
    }
  }
  print ""
  print "| endpoint | connections | ratio" (rounds > 1 ? " (lowest-highest of a round)" : "") \
    " | req/s | p50 | p99 | service CPU | database CPU |"
  print "|---|--:|---|--:|--:|--:|--:|--:|"
  for (i = 1; i <= count; i++) {
    split(order[i], part, SUBSEP)
    endpoint = part[1]; connections = part[2]
    ratios("healthy" SUBSEP "on", "healthy" SUBSEP "off", "coalescing on / off, healthy")
    ratios("dead" SUBSEP "on", "dead" SUBSEP "off", "coalescing on / off, async path dead")
    ratios("dead" SUBSEP "on", "healthy" SUBSEP "on", "async path dead / healthy, coalescing on")
    ratios("dead" SUBSEP "off", "healthy" SUBSEP "off", "async path dead / healthy, coalescing off")
  }
}
