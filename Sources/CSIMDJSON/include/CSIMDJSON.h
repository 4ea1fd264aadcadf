#pragma once
#include <stddef.h>
#include <stdint.h>

// A C face for simdjson: checks every byte of a JSON document and hands back the values at chosen paths.
// simdjson finds the structure and checks UTF-8 (its first stage); the grammar is walked here, so that
// numbers keep their spelling, repeated keys are seen and every error has a place. Strict RFC 8259.
// No C++ exception leaves this library. One reader belongs to one thread at a time.

#ifdef __cplusplus
extern "C" {
#endif

enum kith_json_kind {
  KITH_JSON_ABSENT = 0,
  KITH_JSON_NULL,
  KITH_JSON_STRING,
  KITH_JSON_NUMBER,
  KITH_JSON_TRUE,
  KITH_JSON_FALSE,
  KITH_JSON_OBJECT,
  KITH_JSON_ARRAY,
};

enum kith_json_error {
  KITH_JSON_OK = 0,
  KITH_JSON_STOPPED,        // the caller's callback asked for it
  KITH_JSON_OUT_OF_MEMORY,
  KITH_JSON_TOO_LARGE,      // more than 4 GiB
  KITH_JSON_EMPTY,          // no value at all
  KITH_JSON_SYNTAX,         // what stands at the position cannot stand there
  KITH_JSON_UNCLOSED_STRING,
  KITH_JSON_UNCLOSED,       // an object or array does not end
  KITH_JSON_BAD_STRING,     // an unknown escape or a raw control character
  KITH_JSON_SURROGATE,      // half of a \u pair
  KITH_JSON_BAD_NUMBER,
  KITH_JSON_BAD_LITERAL,
  KITH_JSON_DUPLICATE_KEY,
  KITH_JSON_TOO_DEEP,
  KITH_JSON_TRAILING,       // something follows the document
  KITH_JSON_NOT_UTF8,
  KITH_JSON_NOT_AN_OBJECT,
  KITH_JSON_NUL,            // \u0000 in a string
};

// A value found at a path. Strings are unescaped and numbers stand as written; the bytes belong to the
// reader until it reads the next record.
struct kith_json_value {
  enum kith_json_kind kind;
  const char *text;
  size_t length;
  size_t offset;  // of the value in the document
};

struct kith_json_reader;

// A reader for the values at `count` paths. A path is keys joined by dots; a key that itself holds the
// dots is found as well. Null when memory is short.
struct kith_json_reader *kith_json_open(const char *const *paths, size_t count, size_t max_depth);
void kith_json_close(struct kith_json_reader *reader);

// Reads one document, an object, and fills `values` (one for each path).
// On failure `error_offset` tells where.
enum kith_json_error kith_json_read(
    struct kith_json_reader *reader, const char *bytes, size_t length, struct kith_json_value *values,
    size_t *error_offset);

// Called for each object of an array: its first byte and the one behind its last. Non-zero stops the reading.
typedef int (*kith_json_visit)(void *context, size_t start, size_t end);

// Reads one document, an array of objects; fills `values` before each call of `visit`.
enum kith_json_error kith_json_read_array(
    struct kith_json_reader *reader, const char *bytes, size_t length, struct kith_json_value *values,
    kith_json_visit visit, void *context, size_t *error_offset);

// Called with the path of each value that is neither object nor array.
typedef void (*kith_json_leaf)(void *context, const char *path, size_t length, enum kith_json_kind kind);

// The paths of one document, an object, or of the first `objects` of an array; they may repeat.
enum kith_json_error kith_json_paths(
    struct kith_json_reader *reader, const char *bytes, size_t length, size_t objects, kith_json_leaf leaf,
    void *context, size_t *error_offset);

#ifdef __cplusplus
}
#endif
