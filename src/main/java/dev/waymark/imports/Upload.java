package dev.waymark.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The body of a request, kept aside while it comes: a slow sender must not hold a connection to the database. */
final class Upload implements AutoCloseable {

    static final long MAX_BYTES = 64L << 20;
    private static final int BLOCK = 64 << 10;

    private final FileChannel content;
    private final MessageDigest digest;
    private String hexDigest = "";

    private Upload(FileChannel content) {
        this.content = content;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    static Upload of(InputStream body) throws RefusedFile, IOException {
        var file = Files.createTempFile("waymark-import", ".csv");
        var upload = new Upload(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        // it stays readable here, and a kill leaves nothing behind
        Files.delete(file);
        try {
            upload.take(body);
            return upload;
        } catch (IOException | RefusedFile broken) {
            upload.close();
            throw broken;
        }
    }

    /** What came, from its beginning. */
    InputStream content() throws IOException {
        return Channels.newInputStream(content.position(0));
    }

    /** Of all that came, in lower-case hex; asked once it is there. */
    String digest() {
        return hexDigest;
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Counted here, because a compressed body is longer than the server's limit sees. */
    private void take(InputStream body) throws IOException, RefusedFile {
        for (var block = body.readNBytes(BLOCK); block.length > 0; block = body.readNBytes(BLOCK)) {
            if (content.position() + block.length > MAX_BYTES) {
                throw new RefusedFile(
                        "file-too-large", "Expected at most 64 MB, but the file is larger. Send it in parts.");
            }
            content.write(ByteBuffer.wrap(block));
            digest.update(block);
        }
        hexDigest = HexFormat.of().formatHex(digest.digest());
    }
}
