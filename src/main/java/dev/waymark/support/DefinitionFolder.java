package dev.waymark.support;

import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where definitions come from: a folder an analyst edits while Waymark runs, or else the copies packaged with it.
 *
 * <p>Both roads give the same {@link DefinitionFile}s, so that the same checks follow.
 */
@Singleton
public class DefinitionFolder {

    private final Optional<Path> root;

    DefinitionFolder(@ConfigProperty(name = "waymark.definitions.folder") Optional<Path> root) {
        this.root = root;
    }

    /**
     * All files below {@code folder} with this ending, sorted by path.
     *
     * @param folder {@code rules}, {@code bpmn} or {@code messages}
     */
    public List<DefinitionFile> read(String folder, String ending) {
        var files = new ArrayList<DefinitionFile>();
        var edited = root.map(path -> path.resolve(folder)).filter(Files::isDirectory);
        if (edited.isPresent()) {
            collect(edited.get(), folder, ending, files);
        } else {
            readPackaged(folder, ending, files);
        }
        files.sort(Comparator.comparing(DefinitionFile::path));
        return List.copyOf(files);
    }

    /** The files below {@code folder} that are edited; none where there is no such folder. */
    public List<DefinitionFile> edited(String folder) {
        return root.map(path -> path.resolve(folder))
                .filter(Files::isDirectory)
                .map(path -> below(path, folder))
                .orElse(List.of());
    }

    /** The packaged copies, whatever is edited. */
    public List<DefinitionFile> packaged(String folder) {
        var files = new ArrayList<DefinitionFile>();
        readPackaged(folder, "", files);
        files.sort(Comparator.comparing(DefinitionFile::path));
        return List.copyOf(files);
    }

    /** All files below a folder, by paths as if it were the definitions folder's {@code as}; for tools. */
    public static List<DefinitionFile> below(Path start, String as) {
        var files = new ArrayList<DefinitionFile>();
        collect(start, as, "", files);
        files.sort(Comparator.comparing(DefinitionFile::path));
        return List.copyOf(files);
    }

    private static void readPackaged(String folder, String ending, List<DefinitionFile> into) {
        try {
            ClassPathUtils.consumeAsPaths(
                    Thread.currentThread().getContextClassLoader(),
                    folder,
                    path -> collect(path, folder, ending, into));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void collect(Path start, String folder, String ending, List<DefinitionFile> into) {
        try (var walk = Files.walk(start)) {
            for (var file : walk.filter(path -> path.toString().endsWith(ending) && Files.isRegularFile(path))
                    .toList()) {
                var relative = start.relativize(file).toString().replace('\\', '/');
                into.add(new DefinitionFile(folder + "/" + relative, Files.readAllBytes(file)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Expected to read the folder " + folder + ", but it failed.", unreadable);
        }
    }
}
