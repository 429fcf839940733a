package dev.waymark.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The compiled product and its tests, and where a class belongs. */
final class Product {

    static final String ROOT = "dev.waymark";

    /** What is shipped. */
    static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target/classes/dev"));

    /** What tests it. */
    static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target/test-classes/dev"));

    private Product() {}

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** The feature package a class belongs to, {@code start} for the root. */
    static String featureOf(JavaClass type) {
        var path = packageOf(type);
        var dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** The package of a class without the root, for example {@code journey.model}. */
    static String packageOf(JavaClass type) {
        return type.getPackageName().equals(ROOT)
                ? "start"
                : type.getPackageName().substring(ROOT.length() + 1);
    }
}
