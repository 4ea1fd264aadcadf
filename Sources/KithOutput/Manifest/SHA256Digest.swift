import Crypto
import Synchronization

/// SHA-256 of bytes that come in pieces.
public struct SHA256Digest: Sendable {
  private var hash = SHA256()
  /// Bytes seen so far.
  public private(set) var byteCount = 0

  public init() {}

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
    byteCount += bytes.count
  }

  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// 64 hexadecimal digits, lower case, of the bytes so far.
  public var hexadecimal: String {
    hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  public static func of(_ bytes: [UInt8]) -> SHA256Digest {
    var digest = SHA256Digest()
    digest.update(bytes)
    return digest
  }
}

/// Digests of several inputs while they are read: hand `tap` to the reader.
///
///     let digests = InputDigests()
///     reader.tap = digests.tap
///     …
///     digests[0].hexadecimal
public final class InputDigests: Sendable {
  private let digests = Mutex<[SHA256Digest]>([])

  public init() {}

  /// Takes the next bytes of a file; the pieces of one file must come in order.
  public var tap: @Sendable (_ file: Int, _ bytes: UnsafeRawBufferPointer) -> Void {
    { file, bytes in
      self.digests.withLock { digests in
        while digests.count <= file { digests.append(SHA256Digest()) }
        digests[file].update(bytes)
      }
    }
  }

  /// The digest of a file so far; of no bytes when the reader never touched it.
  public subscript(file: Int) -> SHA256Digest {
    digests.withLock { $0.indices.contains(file) ? $0[file] : SHA256Digest() }
  }
}
