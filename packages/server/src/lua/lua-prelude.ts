/**
 * What scripts find in Lua beside its own libraries: the names are the peer's. `_host` is the one way to the server.
 * What is to be done with resources (`SendToModality` …) is noted, and done in that order once the callback has ended.
 */
export const luaPrelude = `
local host = _host
_host = nil

function print(...)
  local parts = table.pack(...)
  for position = 1, parts.n do parts[position] = tostring(parts[position]) end
  host('print', table.concat(parts, ', ', 1, parts.n))
end

local output = {}
function output:write(...)
  host('print', table.concat({ ... }))
  return self
end
function output:flush() return self end
function output:setvbuf() return true end
function output:close() return nil, 'the output of a script cannot be closed' end
io.stdout = output
io.stderr = output
function io.output() return output end
function io.write(...) return output:write(...) end
-- It holds the files of the module, which would bypass the limit of what is printed.
debug.getregistry = nil

function PrintRecursive(value, limit, indent)
  local left = limit or 100
  local function show(item, prefix)
    if left < 1 then return end
    left = left - 1
    local parts = { type(item) }
    if prefix ~= '' then table.insert(parts, 1, prefix) end
    if type(item) ~= 'table' then
      table.insert(parts, tostring(item))
      print(table.unpack(parts))
    else
      print(table.unpack(parts))
      for key, field in pairs(item) do show(field, prefix .. '\\t[' .. tostring(key) .. ']') end
    end
  end
  show(value, indent or '')
end

function ParseJson(text) return host('parseJson', text) end
function DumpJson(value, keepStrings) return host('dumpJson', value, keepStrings) end
function GetOrthancConfiguration() return host('configuration') end

function RestApiGet(uri, builtin, headers) return host('rest', 'GET', uri, nil, headers) end
function RestApiPost(uri, body, builtin, headers) return host('rest', 'POST', uri, body, headers) end
function RestApiPut(uri, body, builtin, headers) return host('rest', 'PUT', uri, body, headers) end
function RestApiDelete(uri, builtin, headers) return host('rest', 'DELETE', uri, nil, headers) end

function HttpGet(url, headers) return host('http', 'GET', url, nil, headers) end
function HttpPost(url, body, headers) return host('http', 'POST', url, body, headers) end
function HttpPut(url, body, headers) return host('http', 'PUT', url, body, headers) end
function HttpDelete(url, headers) return host('http', 'DELETE', url, nil, headers) end
function SetHttpCredentials(username, password) host('httpCredentials', username, password) end
function SetHttpTimeout(seconds) host('httpTimeout', seconds) end

local operations = {}
function _InitializeJob() operations = {} end
function _AccessJob() return operations end

local function operation(resource, fields)
  if type(resource) == 'table' and resource.Operation ~= nil then
    fields.Input = resource.Operation
  elseif type(resource) == 'string' then
    fields.Resource = resource
  else
    error(fields.Type .. ': the id of a resource is expected', 3)
  end
  table.insert(operations, fields)
  return { Operation = #operations }
end

function SendToModality(resource, modality, localAet)
  return operation(resource, { Type = 'SendToModality', Modality = modality, LocalAet = localAet })
end
function SendToPeer(resource, peer)
  return operation(resource, { Type = 'SendToPeer', Peer = peer })
end
function Delete(resource)
  return operation(resource, { Type = 'Delete' })
end
function ModifyInstance(resource, replacements, removals, removePrivateTags)
  return operation(resource, {
    Type = 'ModifyInstance',
    Replace = replacements,
    Remove = removals,
    RemovePrivateTags = removePrivateTags == true
  })
end
function CallSystem(resource, command, args)
  return operation(resource, { Type = 'CallSystem', Command = command, Arguments = args })
end

local function changed(action, resource, request)
  for _, level in ipairs({ 'patients', 'studies', 'series' }) do
    local uri = '/' .. level .. '/' .. resource
    if RestApiGet(uri) ~= nil then
      local answer = RestApiPost(uri .. '/' .. action, DumpJson(request, true))
      if answer == nil then return nil end
      return ParseJson(answer)['ID']
    end
  end
  error('no patient, study or series has the id ' .. tostring(resource), 3)
end

function ModifyResource(resource, replacements, removals, removePrivateTags)
  local request = { RemovePrivateTags = removePrivateTags == true, Force = true }
  if replacements ~= nil and next(replacements) ~= nil then request.Replace = replacements end
  if removals ~= nil then request.Remove = removals end
  return changed('modify', resource, request)
end
function AnonymizeResource(resource, request)
  local settings = request or {}
  if next(settings) == nil then settings = { Force = true } end
  return changed('anonymize', resource, settings)
end
`;
