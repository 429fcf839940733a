package dev.waymark.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Java sources as their compiler reads them: sizes of methods and files, and what says what it is for. */
final class SourceCode {

    private SourceCode() {}

    /** A file and how many lines it has. */
    record SourceFile(Path path, long lines) {}

    /** A method or constructor with a body. */
    record Method(String place, long bodyLines, int parameters, boolean ofRecord) {}

    /** A type others may use. */
    record PublicType(String place, boolean hasJavadoc) {}

    static List<SourceFile> files(Path root) {
        return paths(root).stream().map(SourceCode::sized).toList();
    }

    static List<Method> methods(Path root) {
        var methods = new ArrayList<Method>();
        scan(root, (unit, trees) -> new TreePathScanner<Void, ClassTree>() {
            @Override
            public Void visitClass(ClassTree type, ClassTree outer) {
                return super.visitClass(type, type);
            }

            @Override
            public Void visitMethod(MethodTree method, ClassTree type) {
                if (method.getBody() != null) {
                    methods.add(read(unit, trees, method, type));
                }
                return super.visitMethod(method, type);
            }
        });
        return methods;
    }

    static List<PublicType> publicTypes(Path root) {
        var types = new ArrayList<PublicType>();
        scan(root, (unit, trees) -> new TreePathScanner<Void, ClassTree>() {
            @Override
            public Void visitClass(ClassTree type, ClassTree outer) {
                if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                    var doc = trees.getDocComment(getCurrentPath());
                    types.add(new PublicType(place(unit, trees, type), doc != null && !doc.isBlank()));
                }
                return super.visitClass(type, type);
            }
        });
        return types;
    }

    private interface Reader {
        TreePathScanner<Void, ClassTree> of(CompilationUnitTree unit, DocTrees trees);
    }

    private static void scan(Path root, Reader reader) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths(root)));
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                reader.of(unit, trees).scan(new TreePath(unit), null);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Method read(CompilationUnitTree unit, DocTrees trees, MethodTree method, ClassTree type) {
        var positions = trees.getSourcePositions();
        var lines = unit.getLineMap();
        var first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        var last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        return new Method(
                place(unit, trees, method) + " " + method.getName(),
                Math.max(0, last - first - 1),
                method.getParameters().size(),
                type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null);
    }

    private static String place(CompilationUnitTree unit, DocTrees trees, Tree tree) {
        var start = trees.getSourcePositions().getStartPosition(unit, tree);
        return Path.of(unit.getSourceFile().getName()).getFileName() + ":"
                + unit.getLineMap().getLineNumber(start);
    }

    private static List<Path> paths(Path root) {
        try (var walk = Files.walk(root)) {
            return walk.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SourceFile sized(Path path) {
        try (var lines = Files.lines(path)) {
            return new SourceFile(path, lines.count());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
