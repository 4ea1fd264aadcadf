#include "CSIMDJSON.h"

#include <simdjson.h>

#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace {

// Unescaped strings of one record; addresses stay until `reset`.
class Arena {
 public:
  char *reserve(size_t length) {
    if (chunks_.empty() || chunks_.back().size - used_ < length) {
      const size_t size = length > 65536 ? length : 65536;
      chunks_.push_back({std::unique_ptr<char[]>(new char[size]), size});
      used_ = 0;
    }
    return chunks_.back().bytes.get() + used_;
  }
  void commit(size_t length) { used_ += length; }
  void reset() {
    if (chunks_.size() > 1) chunks_.clear();
    used_ = 0;
  }

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    size_t size;
  };
  std::vector<Chunk> chunks_;
  size_t used_ = 0;
};

// The wanted paths as a tree of keys; node 0 is the document.
struct PathNode {
  std::string key;
  int slot = -1;
  std::vector<int> children;
};

}  // namespace

struct kith_json_reader {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> index;
  std::vector<PathNode> paths{1};
  // A path whose key holds the dots itself stands for the slot of the nested one.
  size_t slots = 0;
  size_t max_depth = 64;
  Arena arena;
  // Keys of the objects the walk is in, outermost first.
  std::vector<std::string_view> keys;

  void add(std::string_view path, int slot) {
    int node = 0;
    for (size_t start = 0; start <= path.size();) {
      size_t dot = path.find('.', start);
      if (dot == std::string_view::npos) dot = path.size();
      node = child(node, path.substr(start, dot - start), true);
      start = dot + 1;
    }
    if (paths[node].slot < 0) paths[node].slot = slot;
    const int literal = child(0, path, true);
    if (paths[literal].slot < 0) paths[literal].slot = slot;
  }

  int child(int node, std::string_view key, bool creates = false) {
    for (int at : paths[node].children) {
      if (paths[at].key == key) return at;
    }
    if (!creates) return -1;
    paths.push_back(PathNode{std::string(key), -1, {}});
    const int made = static_cast<int>(paths.size()) - 1;
    paths[node].children.push_back(made);
    return made;
  }
};

namespace {

using Kind = kith_json_kind;
using Error = kith_json_error;

// The bytes that may stand behind a number or a literal.
bool ends_scalar(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ']' || c == '}' || c == ':';
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// One pass over one document.
class Walk {
 public:
  Walk(kith_json_reader &reader, const char *bytes, size_t length, kith_json_value *values)
      : reader_(reader), bytes_(bytes), length_(length), values_(values) {}

  kith_json_leaf leaf = nullptr;
  void *leaf_context = nullptr;
  size_t error_offset = 0;

  Error object_document() {
    const Error error = find_structure();
    if (error) return error;
    if (here() != '{') return fail(KITH_JSON_NOT_AN_OBJECT);
    clear();
    const Error bad = object(0, 1);
    if (bad) return bad;
    return at_end() ? KITH_JSON_OK : fail(KITH_JSON_TRAILING);
  }

  Error array_document(kith_json_visit visit, void *context, size_t at_most = SIZE_MAX) {
    Error error = find_structure();
    if (error) return error;
    if (here() != '[') return fail(KITH_JSON_SYNTAX);
    ++next_;
    if (here() == ']') {
      ++next_;
      return at_end() ? KITH_JSON_OK : fail(KITH_JSON_TRAILING);
    }
    while (true) {
      if (at_end()) return fail(KITH_JSON_UNCLOSED);
      if (here() != '{') return fail(KITH_JSON_NOT_AN_OBJECT);
      const size_t start = offset();
      clear();
      if ((error = object(0, 2))) return error;
      if (--at_most == 0) return KITH_JSON_OK;
      if (visit && visit(context, start, size_t(reader_.index->structural_indexes[next_ - 1]) + 1)) {
        return KITH_JSON_STOPPED;
      }
      if (at_end()) return fail(KITH_JSON_UNCLOSED);
      const char separator = here();
      if (separator != ',' && separator != ']') return fail(KITH_JSON_SYNTAX);
      ++next_;
      if (separator == ']') return at_end() ? KITH_JSON_OK : fail(KITH_JSON_TRAILING);
    }
  }

 private:
  kith_json_reader &reader_;
  const char *bytes_;
  size_t length_;
  kith_json_value *values_;
  std::string path_;
  uint32_t next_ = 0;
  uint32_t count_ = 0;

  bool at_end() const { return next_ >= count_; }
  size_t offset() const { return at_end() ? length_ : reader_.index->structural_indexes[next_]; }
  char here() const { return at_end() ? '\0' : bytes_[offset()]; }
  Error fail(Error error) { return fail(error, offset()); }
  Error fail(Error error, size_t at) {
    error_offset = at;
    return error;
  }

  void clear() {
    reader_.arena.reset();
    reader_.keys.clear();
    if (values_) std::memset(values_, 0, reader_.slots * sizeof(kith_json_value));
  }

  Error find_structure() {
    if (length_ > 0xffffff00u) return fail(KITH_JSON_TOO_LARGE, 0);
    auto &index = reader_.index;
    simdjson::error_code error = simdjson::SUCCESS;
    if (length_ == 0) return fail(KITH_JSON_EMPTY, 0);
    if (!index) {
      error = simdjson::get_active_implementation()->create_dom_parser_implementation(
          length_ < 4096 ? 4096 : length_, 8, index);
    } else if (index->capacity() < length_) {
      error = index->set_capacity(length_ > 2 * index->capacity() ? length_ : 2 * index->capacity());
    }
    if (error) return fail(KITH_JSON_OUT_OF_MEMORY, 0);
    error = index->stage1(reinterpret_cast<const uint8_t *>(bytes_), length_, simdjson::stage1_mode::regular);
    count_ = index->n_structural_indexes;
    next_ = 0;
    switch (error) {
      case simdjson::SUCCESS: return count_ == 0 ? fail(KITH_JSON_EMPTY, 0) : KITH_JSON_OK;
      case simdjson::EMPTY: return fail(KITH_JSON_EMPTY, 0);
      case simdjson::UTF8_ERROR: return fail(KITH_JSON_NOT_UTF8, 0);
      case simdjson::UNCLOSED_STRING: return fail(KITH_JSON_UNCLOSED_STRING, unclosed_quote());
      case simdjson::UNESCAPED_CHARS: return fail(KITH_JSON_BAD_STRING, raw_control());
      case simdjson::MEMALLOC: return fail(KITH_JSON_OUT_OF_MEMORY, 0);
      default: return fail(KITH_JSON_SYNTAX, 0);
    }
  }

  // The quote that opens the string the document ends in.
  size_t unclosed_quote() const {
    size_t open = 0;
    bool inside = false;
    for (size_t at = 0; at < length_; ++at) {
      if (inside && bytes_[at] == '\\') {
        ++at;
      } else if (bytes_[at] == '"') {
        inside = !inside;
        if (inside) open = at;
      }
    }
    return open;
  }

  // The first control character within a string.
  size_t raw_control() const {
    bool inside = false;
    for (size_t at = 0; at < length_; ++at) {
      const unsigned char c = static_cast<unsigned char>(bytes_[at]);
      if (inside && c < 0x20) return at;
      if (inside && c == '\\') {
        ++at;
      } else if (c == '"') {
        inside = !inside;
      }
    }
    return 0;
  }

  // Positioned at the `{`; leaves behind the `}`. `node` is the wanted path so far, or -1.
  Error object(int node, size_t depth) {
    if (depth > reader_.max_depth) return fail(KITH_JSON_TOO_DEEP);
    const size_t first_key = reader_.keys.size();
    std::unordered_set<std::string_view> seen;
    ++next_;
    if (here() == '}') {
      ++next_;
      return KITH_JSON_OK;
    }
    while (true) {
      if (at_end()) return fail(KITH_JSON_UNCLOSED);
      if (here() != '"') return fail(KITH_JSON_SYNTAX);
      const size_t key_offset = offset();
      std::string_view key;
      bool has_nul = false;
      Error error = string(key, has_nul);
      if (error) return error;
      if (is_repeated(key, first_key, seen)) return fail(KITH_JSON_DUPLICATE_KEY, key_offset);
      if (at_end()) return fail(KITH_JSON_UNCLOSED);
      if (here() != ':') return fail(KITH_JSON_SYNTAX);
      ++next_;
      const size_t parent_path = path_.size();
      if (leaf) {
        if (!path_.empty()) path_ += '.';
        path_ += key;
      }
      if ((error = value(node < 0 ? -1 : reader_.child(node, key), depth))) return error;
      path_.resize(parent_path);
      if (at_end()) return fail(KITH_JSON_UNCLOSED);
      const char separator = here();
      if (separator != ',' && separator != '}') return fail(KITH_JSON_SYNTAX);
      ++next_;
      if (separator == '}') {
        reader_.keys.resize(first_key);
        return KITH_JSON_OK;
      }
    }
  }

  bool is_repeated(std::string_view key, size_t first, std::unordered_set<std::string_view> &seen) {
    auto &keys = reader_.keys;
    const size_t count = keys.size() - first;
    if (count < 32) {
      for (size_t at = first; at < keys.size(); ++at) {
        if (keys[at].size() == key.size() && std::memcmp(keys[at].data(), key.data(), key.size()) == 0) return true;
      }
    } else {
      if (seen.empty()) seen.insert(keys.begin() + first, keys.end());
      if (!seen.insert(key).second) return true;
    }
    keys.push_back(key);
    return false;
  }

  Error array(size_t depth) {
    if (depth > reader_.max_depth) return fail(KITH_JSON_TOO_DEEP);
    ++next_;
    if (here() == ']') {
      ++next_;
      return KITH_JSON_OK;
    }
    while (true) {
      const Error error = value(-1, depth);
      if (error) return error;
      if (at_end()) return fail(KITH_JSON_UNCLOSED);
      const char separator = here();
      if (separator != ',' && separator != ']') return fail(KITH_JSON_SYNTAX);
      ++next_;
      if (separator == ']') return KITH_JSON_OK;
    }
  }

  Error value(int node, size_t depth) {
    if (at_end()) return fail(KITH_JSON_UNCLOSED);
    const size_t start = offset();
    const int slot = node < 0 ? -1 : reader_.paths[node].slot;
    Kind kind = KITH_JSON_ABSENT;
    std::string_view text;
    bool has_nul = false;
    Error error = KITH_JSON_OK;
    switch (bytes_[start]) {
      case '{':
        kind = KITH_JSON_OBJECT;
        error = object(node, depth + 1);
        break;
      case '[': {
        kind = KITH_JSON_ARRAY;
        const auto outer = leaf;
        leaf = nullptr;
        error = array(depth + 1);
        leaf = outer;
        break;
      }
      case '"':
        kind = KITH_JSON_STRING;
        error = string(text, has_nul);
        break;
      case 't':
        kind = KITH_JSON_TRUE;
        error = literal("true", text);
        break;
      case 'f':
        kind = KITH_JSON_FALSE;
        error = literal("false", text);
        break;
      case 'n':
        kind = KITH_JSON_NULL;
        error = literal("null", text);
        break;
      case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        kind = KITH_JSON_NUMBER;
        error = number(text);
        break;
      case '}': case ']': case ',': case ':':
        return fail(KITH_JSON_SYNTAX);
      default:
        return fail(KITH_JSON_BAD_LITERAL);
    }
    if (error) return error;
    if (leaf && kind != KITH_JSON_OBJECT && kind != KITH_JSON_ARRAY) {
      leaf(leaf_context, path_.data(), path_.size(), kind);
    }
    if (slot >= 0 && values_) {
      if (has_nul) return fail(KITH_JSON_NUL, start);
      values_[slot] = {kind, text.data(), text.size(), start};
    }
    return KITH_JSON_OK;
  }

  // No structure stands inside a string, so its closing quote is the last byte before the next one's blanks.
  Error string(std::string_view &text, bool &has_nul) {
    const size_t open = offset();
    ++next_;
    size_t close = offset();
    do {
      --close;
    } while (close > open && bytes_[close] != '"');
    if (close == open) return fail(KITH_JSON_UNCLOSED_STRING, open);
    const char *start = bytes_ + open + 1;
    const size_t length = close - open - 1;
    if (!std::memchr(start, '\\', length)) {
      text = {start, length};
      return KITH_JSON_OK;
    }
    return unescape(start, length, text, has_nul);
  }

  Error unescape(const char *from, size_t length, std::string_view &text, bool &has_nul) {
    char *const start = reader_.arena.reserve(length);
    char *to = start;
    const char *const end = from + length;
    while (from < end) {
      if (*from != '\\') {
        *to++ = *from++;
        continue;
      }
      const char *const escape = from++;
      const char c = from < end ? *from++ : '\0';
      switch (c) {
        case '"': case '\\': case '/': *to++ = c; break;
        case 'b': *to++ = '\b'; break;
        case 'f': *to++ = '\f'; break;
        case 'n': *to++ = '\n'; break;
        case 'r': *to++ = '\r'; break;
        case 't': *to++ = '\t'; break;
        case 'u': {
          uint32_t code;
          if (!unit(from, end, code)) return fail(KITH_JSON_BAD_STRING, size_t(escape - bytes_));
          if (code >= 0xdc00 && code < 0xe000) return fail(KITH_JSON_SURROGATE, size_t(escape - bytes_));
          if (code >= 0xd800 && code < 0xdc00) {
            uint32_t low = 0;
            if (end - from < 6 || from[0] != '\\' || from[1] != 'u') {
              return fail(KITH_JSON_SURROGATE, size_t(escape - bytes_));
            }
            from += 2;
            if (!unit(from, end, low)) return fail(KITH_JSON_BAD_STRING, size_t(from - 2 - bytes_));
            if (low < 0xdc00 || low > 0xdfff) return fail(KITH_JSON_SURROGATE, size_t(escape - bytes_));
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          }
          has_nul = has_nul || code == 0;
          to = encode(code, to);
          break;
        }
        default: return fail(KITH_JSON_BAD_STRING, size_t(escape - bytes_));
      }
    }
    text = {start, size_t(to - start)};
    reader_.arena.commit(text.size());
    return KITH_JSON_OK;
  }

  static bool unit(const char *&from, const char *end, uint32_t &code) {
    if (end - from < 4) return false;
    code = 0;
    for (int at = 0; at < 4; ++at) {
      const int digit = hex(from[at]);
      if (digit < 0) return false;
      code = code << 4 | uint32_t(digit);
    }
    from += 4;
    return true;
  }

  // At most three bytes for six, four for twelve: never longer than the escape.
  static char *encode(uint32_t code, char *to) {
    if (code < 0x80) {
      *to++ = char(code);
    } else if (code < 0x800) {
      *to++ = char(0xc0 | code >> 6);
      *to++ = char(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
      *to++ = char(0xe0 | code >> 12);
      *to++ = char(0x80 | (code >> 6 & 0x3f));
      *to++ = char(0x80 | (code & 0x3f));
    } else {
      *to++ = char(0xf0 | code >> 18);
      *to++ = char(0x80 | (code >> 12 & 0x3f));
      *to++ = char(0x80 | (code >> 6 & 0x3f));
      *to++ = char(0x80 | (code & 0x3f));
    }
    return to;
  }

  Error literal(std::string_view word, std::string_view &text) {
    const size_t start = offset();
    ++next_;
    const size_t end = start + word.size();
    if (end > length_ || std::memcmp(bytes_ + start, word.data(), word.size()) != 0 ||
        (end < length_ && !ends_scalar(bytes_[end]))) {
      return fail(KITH_JSON_BAD_LITERAL, start);
    }
    text = {bytes_ + start, word.size()};
    return KITH_JSON_OK;
  }

  bool is_digit(size_t at) const { return at < length_ && bytes_[at] >= '0' && bytes_[at] <= '9'; }

  Error number(std::string_view &text) {
    const size_t start = offset();
    ++next_;
    size_t at = start;
    if (bytes_[at] == '-') ++at;
    if (!is_digit(at)) return fail(KITH_JSON_BAD_NUMBER, start);
    if (bytes_[at] == '0') {
      ++at;
    } else {
      while (is_digit(at)) ++at;
    }
    if (at < length_ && bytes_[at] == '.') {
      ++at;
      if (!is_digit(at)) return fail(KITH_JSON_BAD_NUMBER, start);
      while (is_digit(at)) ++at;
    }
    if (at < length_ && (bytes_[at] == 'e' || bytes_[at] == 'E')) {
      ++at;
      if (at < length_ && (bytes_[at] == '+' || bytes_[at] == '-')) ++at;
      if (!is_digit(at)) return fail(KITH_JSON_BAD_NUMBER, start);
      while (is_digit(at)) ++at;
    }
    if (at < length_ && !ends_scalar(bytes_[at])) return fail(KITH_JSON_BAD_NUMBER, start);
    text = {bytes_ + start, at - start};
    return KITH_JSON_OK;
  }
};

// Runs `body`; what C++ throws (memory only) becomes an error code.
template <typename Body>
Error guarded(size_t *error_offset, Body body) noexcept {
  try {
    return body();
  } catch (...) {
    *error_offset = 0;
    return KITH_JSON_OUT_OF_MEMORY;
  }
}

}  // namespace

extern "C" {

kith_json_reader *kith_json_open(const char *const *paths, size_t count, size_t max_depth) {
  try {
    std::unique_ptr<kith_json_reader> reader(new kith_json_reader);
    reader->slots = count;
    // Each level is a frame on the stack.
    reader->max_depth = max_depth < 1000 ? max_depth : 1000;
    for (size_t at = 0; at < count; ++at) reader->add(paths[at], static_cast<int>(at));
    return reader.release();
  } catch (...) {
    return nullptr;
  }
}

void kith_json_close(kith_json_reader *reader) { delete reader; }

kith_json_error kith_json_read(
    kith_json_reader *reader, const char *bytes, size_t length, kith_json_value *values, size_t *error_offset) {
  return guarded(error_offset, [&] {
    Walk walk(*reader, bytes, length, values);
    const Error error = walk.object_document();
    *error_offset = walk.error_offset;
    return error;
  });
}

kith_json_error kith_json_read_array(
    kith_json_reader *reader, const char *bytes, size_t length, kith_json_value *values, kith_json_visit visit,
    void *context, size_t *error_offset) {
  return guarded(error_offset, [&] {
    Walk walk(*reader, bytes, length, values);
    const Error error = walk.array_document(visit, context);
    *error_offset = walk.error_offset;
    return error;
  });
}

kith_json_error kith_json_paths(
    kith_json_reader *reader, const char *bytes, size_t length, size_t objects, kith_json_leaf leaf, void *context,
    size_t *error_offset) {
  return guarded(error_offset, [&] {
    Walk walk(*reader, bytes, length, nullptr);
    walk.leaf = leaf;
    walk.leaf_context = context;
    size_t first = 0;
    while (first < length && (bytes[first] == ' ' || (bytes[first] >= '\t' && bytes[first] <= '\r'))) ++first;
    const bool is_array = first < length && bytes[first] == '[';
    const Error error = is_array ? walk.array_document(nullptr, nullptr, objects) : walk.object_document();
    *error_offset = walk.error_offset;
    return error;
  });
}

}
