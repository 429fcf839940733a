package dev.waymark.embedded;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** Turns the reasons Java gives into words for the end of a sentence; a file exception's message is a bare path. */
final class Sentences {

    private Sentences() {}

    static String reason(Exception failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file";
            case FileSystemException other -> other.getFile() + " failed: " + other.getReason();
            default -> "it failed: " + failure.getMessage();
        };
    }
}
