package dev.waymark.profile;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads phone numbers as people write them in one country. Immutable. */
@Singleton
public class PhoneNumbers {

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    /** @param region country of numbers that come without a country code */
    public PhoneNumbers(@ConfigProperty(name = "waymark.phone-region", defaultValue = "TH") String region) {
        this.region = region.toUpperCase(Locale.ROOT);
        if (!numbers.getSupportedRegions().contains(this.region)) {
            throw new IllegalStateException(
                    "Expected waymark.phone-region to be a country code such as TH, but it is not.");
        }
    }

    /** The number in E.164; empty where it is none that exists. */
    public Optional<String> e164(String number) {
        try {
            var parsed = numbers.parse(number, region);
            return numbers.isValidNumber(parsed)
                    ? Optional.of(numbers.format(parsed, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
