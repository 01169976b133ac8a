// Reads metrics in Prometheus' text format, and what happened between two looks at them.

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** A list of samples for each name. */
export function parse(text) {
  const all = new Map();
  for (const line of text.split("\n")) {
    const [, name, labels, value] = SAMPLE.exec(line) ?? [];
    if (name && !line.startsWith("#")) {
      const known = all.get(name) ?? [];
      known.push({
        labels: Object.fromEntries([...(labels ?? "").matchAll(LABEL)].map(([, key, text]) => [key, text])),
        value: value === "+Inf" ? Infinity : Number(value),
      });
      all.set(name, known);
    }
  }
  return all;
}

/** @param before and after, each with the time of the look in seconds and its metrics */
export function interval(before, after) {
  const seconds = Math.max(0.001, after.time - before.time);
  return { perSecond, quantile };

  /** How fast a counter grew; a service that was started in between counts from 0. */
  function perSecond(name, fits = () => true) {
    return growth(sum(before, name, fits), sum(after, name, fits)) / seconds;
  }

  /** Interpolated within its bucket, as Prometheus does it; null when there was no call. */
  function quantile(part, histogram) {
    const earlier = buckets(before, histogram);
    const counts = [...buckets(after, histogram)]
      .map(([bound, count]) => [bound, growth(earlier.get(bound) ?? 0, count)])
      .sort(([a], [b]) => a - b);
    const calls = counts.at(-1)?.[1] ?? 0;
    let [lower, below] = [0, 0];
    for (const [bound, count] of counts) {
      if (calls > 0 && count >= part * calls) {
        return bound === Infinity ? lower : lower + ((bound - lower) * (part * calls - below)) / (count - below);
      }
      [lower, below] = [bound, count];
    }
    return null;
  }
}

function sum(look, name, fits) {
  return (look.metrics.get(name) ?? []).filter(each => fits(each.labels)).reduce((total, each) => total + each.value, 0);
}

function buckets(look, histogram) {
  const bounds = new Map();
  for (const { labels, value } of look.metrics.get(`${histogram}_bucket`) ?? []) {
    const bound = labels.le === "+Inf" ? Infinity : Number(labels.le);
    bounds.set(bound, (bounds.get(bound) ?? 0) + value);
  }
  return bounds;
}

function growth(before, after) {
  return after < before ? after : after - before;
}
