/** Takes away what reaches files and programs of the machine, and says why. */
export const withoutSystemAccess = `
local function refused(name)
  return function() error(name .. ' is not available: LuaSystemAccess is false', 2) end
end
for _, name in ipairs({ 'open', 'popen', 'lines', 'tmpfile', 'input', 'read' }) do
  io[name] = refused('io.' .. name)
end
for _, name in ipairs({ 'execute', 'remove', 'rename', 'tmpname', 'getenv', 'exit' }) do
  os[name] = refused('os.' .. name)
end
dofile = refused('dofile')
loadfile = refused('loadfile')
CallSystem = refused('CallSystem')
`;

/**
 * Files and programs of the machine instead of those of the WebAssembly module, which has none. A file is read when it is
 * opened and written when it is closed.
 */
export const withSystemAccess = `
local host = _system
local file = {}
file.__index = file

function io.open(path, mode)
  mode = (mode or 'r'):gsub('b', '')
  if mode ~= 'r' and mode ~= 'w' and mode ~= 'a' then error('unknown mode of a file: ' .. mode, 2) end
  if mode ~= 'r' then
    local problem = host('writeFile', path, '', mode)
    if problem ~= nil then return nil, path .. ': ' .. problem end
    return setmetatable({ path = path, parts = {} }, file)
  end
  local answer = host('readFile', path)
  if answer.Error ~= nil then return nil, path .. ': ' .. answer.Error end
  return setmetatable({ content = answer.Content, position = 1 }, file)
end

local function line(self, keepEnd)
  if self.position > #self.content then return nil end
  local last = self.content:find('\\n', self.position, true)
  local text = self.content:sub(self.position, last or #self.content)
  self.position = (last or #self.content) + 1
  if last ~= nil and not keepEnd then text = text:sub(1, -2) end
  return text
end

function file:read(format)
  if self.content == nil then error('the file is not open for reading', 2) end
  format = format or 'l'
  if type(format) == 'string' then format = format:gsub('^%*', ''):sub(1, 1) end
  if format == 'l' then return line(self, false) end
  if format == 'L' then return line(self, true) end
  if format == 'n' then return tonumber(line(self, false)) end
  local last = format == 'a' and #self.content or self.position + format - 1
  if format ~= 'a' and self.position > #self.content then return nil end
  local text = self.content:sub(self.position, last)
  self.position = self.position + #text
  return text
end

function file:write(...)
  if self.parts == nil then error('the file is not open for writing', 2) end
  for _, part in ipairs({ ... }) do table.insert(self.parts, tostring(part)) end
  return self
end

function file:flush()
  if self.parts == nil or #self.parts == 0 then return self end
  local problem = host('writeFile', self.path, table.concat(self.parts), 'a')
  if problem ~= nil then return nil, problem end
  self.parts = {}
  return self
end

function file:lines() return function() return line(self, false) end end

function file:close()
  local flushed, problem = self:flush()
  self.parts = nil
  self.content = nil
  if flushed == nil then return nil, problem end
  return true
end

function io.lines(path)
  local opened, problem = io.open(path)
  if opened == nil then error(problem, 2) end
  return opened:lines()
end

function os.execute(command)
  if command == nil then return true end
  local answer = host('execute', command)
  if answer.Code == 0 then return true, 'exit', 0 end
  return nil, answer.Signal and 'signal' or 'exit', math.tointeger(answer.Code)
end

local function outcome(problem)
  if problem ~= nil then return nil, problem end
  return true
end
function os.remove(path) return outcome(host('removeFile', path)) end
function os.rename(from, to) return outcome(host('renameFile', from, to)) end
function os.tmpname() return host('temporaryName') end
function os.getenv(name) return host('environment', name) end
function os.exit() error('a script cannot end the server', 2) end
function dofile(path)
  local opened, problem = io.open(path)
  if opened == nil then error(problem, 2) end
  return assert(load(opened:read('a'), '@' .. path))()
end
_system = nil
`;
