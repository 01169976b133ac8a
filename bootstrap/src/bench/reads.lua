-- Reads with the tokens of a file: wrk ... -s reads.lua URL -- FILE THREADS [FIELD]
-- Each line of the file is "ID TOKEN"; each thread takes its share of them, in turn. With FIELD every answer is checked: wrong is
-- what is no error and yet no 200 whose FIELD is the id of the token. Give wrk a thread for each connection then, for it tells
-- nobody which connection an answer is of. Ends with a line "RESULT requests seconds p50_ms p99_ms errors checked wrong example".
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

local ids, requests, at, asked = {}, {}, 0, nil
checked, wrong, example = 0, 0, "" -- global, for done() to read

function init(args)
  local file, of, field = args[1], tonumber(args[2]), args[3]
  local line_number = 0
  for line in io.lines(file) do
    if line_number % of == number then
      local id, token = line:match("^(%d+) (%S+)$")
      ids[#ids + 1] = id
      requests[#requests + 1] = wrk.format("GET", nil, { ["Authorization"] = "Bearer " .. token })
    end
    line_number = line_number + 1
  end
  if field then
    local pattern = '"' .. field .. '":(%d+)'
    function response(status, headers, body)
      checked = checked + 1
      local right = status == 200 and body:match(pattern) == asked
      if not right and status < 400 then wrong = wrong + 1 end -- what is above wrk counts by itself
      if not right then
        example = status .. " for user " .. asked .. ": " .. body:sub(1, 300):gsub("%s+", " ")
      end
    end
  end
end

function request()
  at = at % #requests + 1
  asked = ids[at]
  return requests[at]
end

function done(summary, latency)
  local sum, bad, of = 0, 0, ""
  for _, thread in ipairs(threads) do
    sum = sum + thread:get("checked")
    bad = bad + thread:get("wrong")
    of = thread:get("example") ~= "" and thread:get("example") or of
  end
  local errors = summary.errors
  io.write(string.format("RESULT %d %.6f %.3f %.3f %d %d %d %s\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout, sum, bad, of))
end
